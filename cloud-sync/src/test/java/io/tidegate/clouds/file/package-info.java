@NullMarked
package io.tidegate.clouds.file;

import org.jspecify.annotations.NullMarked;
