/** The kinds of clouds, one folder each. {@link io.tidegate.clouds.Clouds} opens them. */
@NullMarked
package io.tidegate.clouds;

import org.jspecify.annotations.NullMarked;
