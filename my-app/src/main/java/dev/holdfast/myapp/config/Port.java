package dev.holdfast.myapp.config;

/**
 * A TCP port to listen on.
 *
 * @param number 0 for any free one
 */
public record Port(int number) {

    private static final int HIGHEST = 65_535;

    /** Returns the port a text names. */
    public static Port parse(String text) {
        try {
            var number = Integer.parseInt(text.strip());
            if (number >= 0 && number <= HIGHEST) {
                return new Port(number);
            }
        } catch (NumberFormatException _) {
            // The message below says what is accepted.
        }
        throw new IllegalArgumentException("must be a port between 0 and " + HIGHEST);
    }
}
