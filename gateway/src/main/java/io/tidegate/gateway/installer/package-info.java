/** What an installer asks on site: what the machine offers, and what a device says now. Nothing here is recorded. */
@NullMarked
package io.tidegate.gateway.installer;

import org.jspecify.annotations.NullMarked;
