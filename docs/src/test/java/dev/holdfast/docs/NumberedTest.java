package dev.holdfast.docs;

import java.util.List;
import java.util.regex.Pattern;

/** A test whose name begins with the number of what it shows. */
record NumberedTest(String file, String name) {

    private static final Pattern METHOD = Pattern.compile("\\bvoid ([A-Z]{1,3}[0-9]+_\\w+)\\(");

    /** Returns those of every module. */
    static List<NumberedTest> all() {
        return House.tests().stream()
                .flatMap(file -> METHOD.matcher(House.text(file))
                        .results()
                        .map(found -> new NumberedTest(House.name(file), found.group(1))))
                .toList();
    }

    String number() {
        return name.substring(0, name.indexOf('_'));
    }

    @Override
    public String toString() {
        return file + " " + name;
    }
}
