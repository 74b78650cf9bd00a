/** What {@code ./tidegate demo} needs beside a gateway: a cloud that a visitor can watch, and whose line he can cut. */
@NullMarked
package io.tidegate.gateway.demo;

import org.jspecify.annotations.NullMarked;
