@NullMarked
package io.tidegate.gateway.pages;

import org.jspecify.annotations.NullMarked;
