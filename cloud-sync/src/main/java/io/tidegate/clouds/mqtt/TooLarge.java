package io.tidegate.clouds.mqtt;

/** A message that was not sent, since the site file says that the broker takes none of this size. */
final class TooLarge extends Exception {

    private static final long serialVersionUID = 1L;
}
