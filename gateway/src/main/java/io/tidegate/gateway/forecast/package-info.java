/** What comes next in a series, by the method that would have done best lately. Arithmetic alone: no files, no clock, no threads. */
@NullMarked
package io.tidegate.gateway.forecast;

import org.jspecify.annotations.NullMarked;
