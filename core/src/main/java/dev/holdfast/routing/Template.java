package dev.holdfast.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The path of a route: literal segments, and parameters in braces that stand for one segment each. */
record Template(String text, List<Segment> segments) {

    sealed interface Segment {
        record Literal(String text) implements Segment {}

        record Parameter(String name) implements Segment {}
    }

    static Template of(String text) {
        if (!text.startsWith("/")) {
            throw new BadRoutes("the path \"" + text + "\" must start with a slash");
        }
        var trimmed = text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        var segments = new ArrayList<Segment>();
        var names = new HashSet<String>();
        for (var part :
                trimmed.equals("/") ? new String[0] : trimmed.substring(1).split("/", -1)) {
            var segment = segment(part, text);
            if (segment instanceof Segment.Parameter(var name) && !names.add(name)) {
                throw new BadRoutes("the path \"" + text + "\" has the parameter {" + name + "} twice");
            }
            segments.add(segment);
        }
        return new Template(trimmed, List.copyOf(segments));
    }

    Template under(String prefix) {
        var outer = of(prefix).text;
        return outer.equals("/") ? this : of(text.equals("/") ? outer : outer + text);
    }

    private static Segment segment(String part, String text) {
        if (part.isEmpty()) {
            throw new BadRoutes("the path \"" + text + "\" has an empty segment");
        }
        if (part.startsWith("{") && part.endsWith("}")) {
            var name = part.substring(1, part.length() - 1);
            if (!name.matches("[A-Za-z][A-Za-z0-9]*")) {
                throw new BadRoutes("the path \"" + text + "\" has a parameter without a proper name: " + part);
            }
            return new Segment.Parameter(name);
        }
        if (!part.matches("[A-Za-z0-9._~-]+")) {
            throw new BadRoutes("the segment \"" + part + "\" of \"" + text
                    + "\" must be letters, digits and . _ ~ - or one parameter in braces");
        }
        return new Segment.Literal(part);
    }
}
