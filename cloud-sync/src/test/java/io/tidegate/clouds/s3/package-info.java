@NullMarked
package io.tidegate.clouds.s3;

import org.jspecify.annotations.NullMarked;
