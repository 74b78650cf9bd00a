/** The one place where everything is made safe. Read {@link io.tidegate.gateway.journal.Journal} first. */
@NullMarked
package io.tidegate.gateway.journal;

import org.jspecify.annotations.NullMarked;
