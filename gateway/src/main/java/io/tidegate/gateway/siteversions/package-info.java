/**
 * The site file as a transaction: what changed in it is tried, looked at, and kept or taken back by itself. Every version that
 * was ever tried stands in the data folder, in files of its own, so that it can be read also where the journal cannot.
 */
@NullMarked
package io.tidegate.gateway.siteversions;

import org.jspecify.annotations.NullMarked;
