/**
 * What is printed: sheets of command codes and labels for the shelf, as PDF. {@code Labels} is the door; {@code Symbols} makes
 * bars and {@code Sheet} pages, and nobody else sees the libraries for that, which are loaded with the first sheet. A
 * gateway lets a {@code Press} print.
 */
@NullMarked
package io.tidegate.gateway.labels;

import org.jspecify.annotations.NullMarked;
