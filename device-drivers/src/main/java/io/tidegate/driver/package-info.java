/** The door between devices and the gateway. Read {@link io.tidegate.driver.Driver}, then {@link io.tidegate.driver.Recorder}. */
@NullMarked
package io.tidegate.driver;

import org.jspecify.annotations.NullMarked;
