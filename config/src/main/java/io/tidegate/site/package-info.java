/** The site file: what one YAML file says about a site, as records that are valid or do not exist. */
@NullMarked
package io.tidegate.site;

import org.jspecify.annotations.NullMarked;
