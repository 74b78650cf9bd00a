/** Entries as objects of lines in a bucket that speaks S3. The page for users is {@code docs/clouds/s3.md}. */
@NullMarked
package io.tidegate.clouds.s3;

import org.jspecify.annotations.NullMarked;
