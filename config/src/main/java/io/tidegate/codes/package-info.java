/**
 * What a bar code says, read from its text: numbers of GS1 (EAN, UPC, ITF-14, SSCC), element strings, Digital Links, a
 * shop's own weight and price codes, and whatever else is printed on things. Pure: start with {@link
 * io.tidegate.codes.Codes}, which gives a {@link io.tidegate.codes.Decoded}.
 */
@NullMarked
package io.tidegate.codes;

import org.jspecify.annotations.NullMarked;
