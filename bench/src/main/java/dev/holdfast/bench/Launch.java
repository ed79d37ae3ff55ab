package dev.holdfast.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a backend is started.
 *
 * @param ready a target that is answered with 200 as soon as it serves
 */
record Launch(List<String> command, Path folder, Map<String, String> variables, String ready) {}
