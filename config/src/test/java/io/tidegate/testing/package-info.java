/** Real parts for the tests of every module: a broker in its own process, and waiting without sleeping. */
@NullMarked
package io.tidegate.testing;

import org.jspecify.annotations.NullMarked;
