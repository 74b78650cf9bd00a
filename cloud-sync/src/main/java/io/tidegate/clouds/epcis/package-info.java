/** Movements of goods to an EPCIS 2.0 repository, as events. {@code docs/clouds/epcis.md} says which. */
@NullMarked
package io.tidegate.clouds.epcis;

import org.jspecify.annotations.NullMarked;
