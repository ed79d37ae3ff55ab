package dev.holdfast.docs;

import java.util.List;
import java.util.regex.Pattern;

/** A test whose name begins with the number of what it shows. */
record NumberedTest(String file, String name) {

    private static final Pattern METHOD = Pattern.compile("\\bvoid ((?:[A-Z]{1,3}[0-9]+|CVE_[0-9]{4}_[0-9]+)_\\w+)\\(");

    private static final Pattern FAULT = Pattern.compile("CVE_([0-9]{4})_([0-9]+)_.*");

    /** Returns those of every module. */
    static List<NumberedTest> all() {
        return House.tests().stream()
                .flatMap(file -> METHOD.matcher(House.text(file))
                        .results()
                        .map(found -> new NumberedTest(House.name(file), found.group(1))))
                .toList();
    }

    String number() {
        var fault = FAULT.matcher(name);
        return fault.matches() ? "CVE-" + fault.group(1) + "-" + fault.group(2) : name.substring(0, name.indexOf('_'));
    }

    @Override
    public String toString() {
        return file + " " + name;
    }
}
