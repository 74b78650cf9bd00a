/** Entries to an HTTP server, in batches by POST. {@code docs/clouds/http.md} says what the receiver must do. */
@NullMarked
package io.tidegate.clouds.http;

import org.jspecify.annotations.NullMarked;
