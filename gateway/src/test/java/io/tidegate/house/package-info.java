/**
 * The rules of the house, as tests: who may know whom, how large things may grow, what they are called. A rule that must
 * be broken somewhere has that place in its list, with the reason beside it.
 */
@NullMarked
package io.tidegate.house;

import org.jspecify.annotations.NullMarked;
