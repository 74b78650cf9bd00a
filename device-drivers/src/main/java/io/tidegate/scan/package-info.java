/** What bar code scanners of every kind have in common: how a scan is read, and how it gets to the journal. */
@NullMarked
package io.tidegate.scan;

import org.jspecify.annotations.NullMarked;
