package dev.holdfast.accounts.password;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The passwords most people choose, which are the first that anybody tries. Read when it is first asked; any number of threads. */
final class CommonPasswords {

    private static final int LEAST = 8;

    /** Initialized by the first question, and not by the start of the program. */
    private static final class Words {

        static final Set<String> ALL = read();

        private static Set<String> read() {
            try {
                return StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies().stream()
                        .filter(word -> word.length() >= LEAST)
                        .map(CommonPasswords::folded)
                        .collect(Collectors.toUnmodifiableSet());
            } catch (IOException failure) {
                throw new UncheckedIOException("the list of common passwords cannot be read", failure);
            }
        }
    }

    /** Says whether it is one of them, in capitals or not. */
    boolean contains(String password) {
        return Words.ALL.contains(folded(password));
    }

    int size() {
        return Words.ALL.size();
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
