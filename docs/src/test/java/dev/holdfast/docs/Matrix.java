package dev.holdfast.docs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A page that says which test shows which promise, in rows that begin with a number. */
final class Matrix {

    /** The numbers there are, in the order of the page. */
    static final List<String> NUMBERS = Stream.of(
                    counted("A", 8),
                    counted("J", 11),
                    counted("R", 5),
                    counted("Z", 5),
                    counted("I", 14),
                    counted("L", 6),
                    counted("T", 8),
                    counted("E", 8),
                    Stream.of(
                            "CVE-2022-2421",
                            "CVE-2023-32695",
                            "CVE-2022-41940",
                            "CVE-2020-36048",
                            "CVE-2020-36049",
                            "CVE-2026-33151",
                            "CVE-2026-48779"))
            .flatMap(numbers -> numbers)
            .toList();

    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]+[0-9-]+) \\| ([^|]+) \\|([^|]*)\\| (.+) \\|");
    private static final Pattern SHOWN = Pattern.compile("]\\(([^)]+\\.java)\\)|`([A-Z]+_?[0-9]+_\\w+)`");
    private static final Pattern REASON =
            Pattern.compile("(?:^|<br>)(?:Not built|Does not apply|Left to [a-z ]+)(?::|,| in )");

    private final Page page;

    Matrix(Page page) {
        this.page = page;
    }

    /**
     * A line of the page.
     *
     * @param shown the tests that show it
     */
    record Row(String number, String last, List<NumberedTest> shown) {}

    List<Row> rows() {
        return page.lines().stream()
                .map(ROW::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(row -> new Row(row.group(1), row.group(4), shown(row.group(4))))
                .toList();
    }

    /** Returns what is wrong with it, beside the tests there are. */
    List<String> faults(Collection<NumberedTest> tests) {
        var faults = new ArrayList<String>();
        var numbers = rows().stream().map(Row::number).toList();
        if (!numbers.equals(NUMBERS)) {
            faults.add("the rows are not the numbers in their order: " + numbers);
        }
        var there = new HashSet<>(tests);
        var named = new HashSet<NumberedTest>();
        for (var row : rows()) {
            if (row.shown().isEmpty() && !REASON.matcher(row.last()).find()) {
                faults.add(row.number() + " names no test, and no reason why there is none");
            }
            for (var test : row.shown()) {
                if (!test.number().equals(row.number())) {
                    faults.add(row.number() + " names the test of another row: " + test);
                }
                if (!there.contains(test)) {
                    faults.add(row.number() + " names what is no test: " + test);
                }
                if (!named.add(test)) {
                    faults.add(row.number() + " names twice: " + test);
                }
            }
        }
        tests.stream()
                .filter(test -> !named.contains(test))
                .forEach(test -> faults.add(test.number() + " does not name " + test));
        return faults;
    }

    /** A name belongs to the file that was linked last before it. */
    private List<NumberedTest> shown(String cell) {
        var shown = new ArrayList<NumberedTest>();
        var file = "no file";
        for (var found : SHOWN.matcher(cell).results().toList()) {
            if (found.group(1) != null) {
                file = House.name(page.file().resolveSibling(found.group(1)).normalize());
            } else {
                shown.add(new NumberedTest(file, found.group(2)));
            }
        }
        return shown;
    }

    private static Stream<String> counted(String letter, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(number -> letter + number);
    }
}
