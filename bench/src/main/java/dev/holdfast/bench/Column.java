package dev.holdfast.bench;

/**
 * A column of a table.
 *
 * @param isCompared whether another column stands beside it with the ratio to the first row
 */
record Column(String title, String format, boolean isCompared) {

    static Column compared(String title, String format) {
        return new Column(title, format, true);
    }

    static Column alone(String title, String format) {
        return new Column(title, format, false);
    }
}
