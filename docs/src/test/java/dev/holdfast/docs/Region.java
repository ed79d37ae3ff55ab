package dev.holdfast.docs;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A part of a Java source between {@code // tag::name[]} and {@code // end::name[]}. */
record Region(String source, String tag) {

    private static final Pattern MARK = Pattern.compile("\\s*// (tag|end)::[\\w-]+\\[]\\s*");

    /**
     * Returns the lines of the region as they are shown: from the left edge, without marks of other regions.
     *
     * @throws IllegalStateException with what is wrong, where there is no such region
     */
    List<String> text() {
        if (!isCompiled()) {
            throw new IllegalStateException(source + " is not a Java source of a module of the build");
        }
        var lines = House.text(House.file(source)).lines().toList();
        var marked = lines.subList(only("tag", lines) + 1, only("end", lines));
        return fromLeftEdge(
                marked.stream().filter(line -> !MARK.matcher(line).matches()).toList());
    }

    private boolean isCompiled() {
        return source.endsWith(".java")
                && Files.isRegularFile(House.file(source))
                && House.modules().stream()
                        .anyMatch(module -> source.startsWith(module + "/src/main/java/")
                                || source.startsWith(module + "/src/test/java/"));
    }

    private int only(String end, List<String> lines) {
        var mark = "// " + end + "::" + tag + "[]";
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
