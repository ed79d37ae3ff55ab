package dev.holdfast.docs;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A part of a source between {@code // tag::name[]} and {@code // end::name[]}; in SQL two dashes open the marks. */
record Region(String source, String tag) {

    /** The languages pages show, each with its own way to say that a line is a comment, and with the places the build reads. */
    private enum Language {
        JAVA(".java", "//", "java"),
        SQL(".sql", "--", "resources");

        private final String ending;
        private final String comment;
        private final String folder;

        Language(String ending, String comment, String folder) {
            this.ending = ending;
            this.comment = comment;
            this.folder = folder;
        }

        private boolean isReadFrom(String module, String source) {
            return source.startsWith(module + "/src/main/" + folder + "/")
                    || source.startsWith(module + "/src/test/" + folder + "/");
        }

        private String mark(String end, String tag) {
            return comment + " " + end + "::" + tag + "[]";
        }

        private Pattern marks() {
            return Pattern.compile("\\s*" + comment + " (tag|end)::[\\w-]+\\[]\\s*");
        }
    }

    /** Says whether blocks of a language have to show a region. */
    static boolean isHeld(String language) {
        return Arrays.stream(Language.values()).anyMatch(each -> name(each).equals(language));
    }

    /** Returns the language of the source, as a block names it. */
    String language() {
        return name(known());
    }

    /**
     * Returns the lines of the region as they are shown: from the left edge, without marks of other regions.
     *
     * @throws IllegalStateException with what is wrong, where there is no such region
     */
    List<String> text() {
        var language = known();
        var lines = House.text(House.file(source)).lines().toList();
        var marked = lines.subList(only(language.mark("tag", tag), lines) + 1, only(language.mark("end", tag), lines));
        var marks = language.marks();
        return fromLeftEdge(
                marked.stream().filter(line -> !marks.matcher(line).matches()).toList());
    }

    private Language known() {
        return Arrays.stream(Language.values())
                .filter(language -> source.endsWith(language.ending))
                .filter(language -> House.modules().stream().anyMatch(module -> language.isReadFrom(module, source)))
                .filter(_ -> Files.isRegularFile(House.file(source)))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(source + " is not a Java or SQL source of a module of the build"));
    }

    private static String name(Language language) {
        return language.name().toLowerCase(Locale.ROOT);
    }

    private int only(String mark, List<String> lines) {
        var places = new ArrayList<Integer>();
        for (var at = 0; at < lines.size(); at++) {
            if (lines.get(at).strip().equals(mark)) {
                places.add(at);
            }
        }
        if (places.size() != 1) {
            throw new IllegalStateException(source + " has " + places.size() + " lines \"" + mark + "\", wanted one");
        }
        return places.getFirst();
    }

    private static List<String> fromLeftEdge(List<String> lines) {
        var edge = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        var shown = new ArrayList<>(lines.stream()
                .map(line -> line.isBlank() ? "" : line.substring(edge))
                .toList());
        while (!shown.isEmpty() && shown.getFirst().isEmpty()) {
            shown.removeFirst();
        }
        while (!shown.isEmpty() && shown.getLast().isEmpty()) {
            shown.removeLast();
        }
        return List.copyOf(shown);
    }
}
