/**
 * What {@code ./bench} runs: the measurements of {@code docs/performance.md}. The program under test, its references and
 * the load generator are processes of their own, and each is asked the kernel for its CPU, memory and disk. Needs nothing
 * but the JDK, so that {@code ./bench} compiles it alone in a second. Reading order: Bench, Row, PacedRow, Load.
 */
package io.tidegate.bench;
