@NullMarked
package io.tidegate.clouds.http;

import org.jspecify.annotations.NullMarked;
