@NullMarked
package io.tidegate.clouds.epcis;

import org.jspecify.annotations.NullMarked;
