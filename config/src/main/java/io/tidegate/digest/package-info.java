/** By what content is known again, and by what both ends of a line show that they have the same key. */
@NullMarked
package io.tidegate.digest;

import org.jspecify.annotations.NullMarked;
