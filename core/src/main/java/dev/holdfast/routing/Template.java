package dev.holdfast.routing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The path of a route: literal segments, parameters in braces that stand for one segment each, and at its end perhaps one with
 * three dots that stands for all that follows.
 *
 * @param parameters the names of those in braces, in their order
 */
record Template(String text, List<Segment> segments, List<String> parameters) {

    sealed interface Segment {
        record Literal(String text) implements Segment {}

        record Parameter(String name) implements Segment {}

        record Rest(String name) implements Segment {}
    }

    static Template of(String text) {
        if (!text.startsWith("/")) {
            throw new BadRoutes("the path \"" + text + "\" must start with a slash");
        }
        var trimmed = text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        var segments = new ArrayList<Segment>();
        var names = new LinkedHashSet<String>();
        for (var part :
                trimmed.equals("/") ? new String[0] : trimmed.substring(1).split("/", -1)) {
            if (!segments.isEmpty() && segments.getLast() instanceof Segment.Rest(var name)) {
                throw new BadRoutes("in the path \"" + text + "\" nothing can follow {" + name + "...}");
            }
            var segment = segment(part, text);
            if (!name(segment).isEmpty() && !names.add(name(segment))) {
                throw new BadRoutes("the path \"" + text + "\" has the parameter {" + name(segment) + "} twice");
            }
            segments.add(segment);
        }
        return new Template(trimmed, List.copyOf(segments), List.copyOf(names));
    }

    Template under(String prefix) {
        var outer = of(prefix).text;
        return outer.equals("/") ? this : of(text.equals("/") ? outer : outer + text);
    }

    static String name(Segment segment) {
        return switch (segment) {
            case Segment.Literal _ -> "";
            case Segment.Parameter(var name) -> name;
            case Segment.Rest(var name) -> name;
        };
    }

    private static Segment segment(String part, String text) {
        if (part.isEmpty()) {
            throw new BadRoutes("the path \"" + text + "\" has an empty segment");
        }
        if (part.startsWith("{") && part.endsWith("}")) {
            var isRest = part.endsWith("...}");
            var name = part.substring(1, part.length() - (isRest ? 4 : 1));
            if (!name.matches("[A-Za-z][A-Za-z0-9]*")) {
                throw new BadRoutes("the path \"" + text + "\" has a parameter without a proper name: " + part);
            }
            return isRest ? new Segment.Rest(name) : new Segment.Parameter(name);
        }
        if (!part.matches("[A-Za-z0-9._~-]+")) {
            throw new BadRoutes("the segment \"" + part + "\" of \"" + text
                    + "\" must be letters, digits and . _ ~ - or one parameter in braces");
        }
        return new Segment.Literal(part);
    }
}
