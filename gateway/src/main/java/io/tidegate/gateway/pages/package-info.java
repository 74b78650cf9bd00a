/**
 * The pages, the API and the measurements, over HTTP. Start with {@link io.tidegate.gateway.pages.WebServer}, then {@link
 * io.tidegate.gateway.pages.Rooms}, which lists what they read.
 */
@NullMarked
package io.tidegate.gateway.pages;

import org.jspecify.annotations.NullMarked;
