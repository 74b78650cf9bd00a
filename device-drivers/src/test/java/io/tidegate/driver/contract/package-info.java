/**
 * What every {@link io.tidegate.driver.Broker} and every {@link io.tidegate.driver.Driver} must do: contracts to inherit,
 * here and in other modules.
 */
@NullMarked
package io.tidegate.driver.contract;

import org.jspecify.annotations.NullMarked;
