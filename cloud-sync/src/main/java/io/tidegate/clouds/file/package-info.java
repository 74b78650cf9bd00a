/** Entries as hourly files of lines in a folder. The page for users is {@code docs/clouds/file.md}. */
@NullMarked
package io.tidegate.clouds.file;

import org.jspecify.annotations.NullMarked;
