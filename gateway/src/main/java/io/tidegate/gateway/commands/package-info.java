/**
 * What clouds ask of the site: taken to the journal, carried out one after the other, answered. Start with
 * {@link io.tidegate.gateway.commands.CloudCommands}, then {@link io.tidegate.gateway.commands.Carrier}, which takes up each.
 */
@NullMarked
package io.tidegate.gateway.commands;

import org.jspecify.annotations.NullMarked;
