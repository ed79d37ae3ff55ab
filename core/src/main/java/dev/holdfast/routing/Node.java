package dev.holdfast.routing;

import dev.holdfast.http.Method;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One segment of the tree of paths; changed while the tree is built and never after. */
final class Node {

    private final Map<String, Node> literals = new HashMap<>();
    private @Nullable Node parameter;
    private @Nullable Node rest;
    private final Map<Method, Served> served = new EnumMap<>(Method.class);

    void add(Served added) {
        var at = this;
        for (var segment : added.route().pattern().segments()) {
            at = at.child(segment);
        }
        var other = at.served.putIfAbsent(added.route().method(), added);
        if (other != null) {
            throw new BadRoutes("two routes answer the same requests: " + other.route() + " and " + added.route());
        }
    }

    private Node child(Template.Segment segment) {
        return switch (segment) {
            case Template.Segment.Literal(var text) -> literals.computeIfAbsent(text, _ -> new Node());
            case Template.Segment.Parameter(var _) -> {
                if (parameter == null) {
                    parameter = new Node();
                }
                yield parameter;
            }
            case Template.Segment.Rest(var _) -> {
                if (rest == null) {
                    rest = new Node();
                }
                yield rest;
            }
        };
    }

    /** Returns the node where the path ends; a literal segment goes before a parameter, and both before a rest. */
    @Nullable Node find(List<String> path, int index) {
        if (index == path.size()) {
            return served.isEmpty() ? wholeRest(index) : this;
        }
        var literal = literals.get(path.get(index));
        var found = literal == null ? null : literal.find(path, index + 1);
        if (found == null && parameter != null && !path.get(index).isEmpty()) {
            found = parameter.find(path, index + 1);
        }
        return found == null && rest != null && isPlain(path, index) ? rest : found;
    }

    /** A rest follows a slash: the path that is nothing but a slash has an empty one. */
    private @Nullable Node wholeRest(int index) {
        return index == 0 ? rest : null;
    }

    /** Whoever reads a rest takes it apart at its slashes: one that was encoded, or a step upwards, would lead elsewhere. */
    private static boolean isPlain(List<String> path, int from) {
        return path.subList(from, path.size()).stream()
                .noneMatch(segment -> segment.equals(".") || segment.equals("..") || segment.indexOf('/') >= 0);
    }

    Map<Method, Served> served() {
        return served;
    }

    static Map<String, String> parameters(Template template, List<String> path) {
        return switch (template.parameters().size()) {
            case 0 -> Map.of();
            case 1 -> one(template, path);
            default -> several(template, path);
        };
    }

    private static Map<String, String> one(Template template, List<String> path) {
        var segments = template.segments();
        for (var index = 0; index < segments.size(); index++) {
            if (!(segments.get(index) instanceof Template.Segment.Literal)) {
                return Map.of(Template.name(segments.get(index)), value(segments.get(index), path, index));
            }
        }
        return Map.of();
    }

    /** In the order of the path, as people read them. */
    private static Map<String, String> several(Template template, List<String> path) {
        var segments = template.segments();
        var values = new LinkedHashMap<String, String>();
        for (var index = 0; index < segments.size(); index++) {
            if (!(segments.get(index) instanceof Template.Segment.Literal)) {
                values.put(Template.name(segments.get(index)), value(segments.get(index), path, index));
            }
        }
        return values;
    }

    private static String value(Template.Segment segment, List<String> path, int index) {
        return segment instanceof Template.Segment.Rest
                ? String.join("/", path.subList(index, path.size()))
                : path.get(index);
    }

    /** Splits a path as sent at its slashes, and decodes each segment once. */
    static List<String> segments(String path) {
        var segments = new ArrayList<String>();
        var start = 1;
        while (start <= path.length() && path.length() > 1) {
            var end = path.indexOf('/', start);
            var stop = end < 0 ? path.length() : end;
            segments.add(PercentCoding.decode(path.substring(start, stop)));
            start = stop + 1;
            if (end < 0) {
                break;
            }
        }
        return segments;
    }
}
