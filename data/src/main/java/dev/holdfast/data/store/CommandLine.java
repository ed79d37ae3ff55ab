package dev.holdfast.data.store;

import dev.holdfast.data.DatabaseFailure;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What people type at a terminal to have another program do what this one does not. */
public final class CommandLine {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@=,%+-]+");

    private CommandLine() {}

    /**
     * A refusal that says what to type instead.
     *
     * @param why what is not done here, and who does it
     * @param words the command and its arguments, without a password
     */
    public static DatabaseFailure instead(String why, String... words) {
        var typed = Arrays.stream(words).map(CommandLine::quoted).collect(Collectors.joining(" "));
        return new DatabaseFailure(why + ". Type:\n  " + typed, null);
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
