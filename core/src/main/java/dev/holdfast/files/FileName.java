package dev.holdfast.files;

/** Which names below a folder may be asked for. */
final class FileName {

    private static final int LONGEST = 255;

    private FileName() {}

    /** Says whether a name is made of proper segments: none empty, hidden by a dot, or with characters that mean something elsewhere. */
    static boolean isProper(String name) {
        for (var segment : name.split("/", -1)) {
            if (segment.isEmpty() || segment.startsWith(".") || segment.length() > LONGEST || hasOdd(segment)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasOdd(String segment) {
        return segment.chars().anyMatch(each -> each < ' ' || each == 0x7F || each == '\\' || each == ':');
    }
}
