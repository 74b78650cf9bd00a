package io.tidegate.house;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * One Java file as the compiler's parser sees it, so that no rule is fooled by a comment or a string.
 *
 * @param mentions dotted names in imports and code, such as {@code java.sql.Connection} or {@code Thread.sleep}
 * @param caught the types that it catches and does not throw on: to put things straight and throw again is no answer
 * @param namelessThreads how often it says {@code new Thread(...)} without a name
 */
record JavaSource(
        Path file,
        String inPackage,
        List<Type> types,
        List<Method> methods,
        List<String> imports,
        List<String> mentions,
        List<String> caught,
        int namelessThreads) {

    record Type(String name) {}

    /** @param ofClass whether it is a constructor of a class: a record's parameters are its members */
    record Method(String name, long firstLine, long lines, int parameters, boolean ofClass) {}

    static List<JavaSource> all(String folder) {
        return Holder.ALL.stream()
                .filter(source -> source.file.toString().contains(folder))
                .toList();
    }

    /** The whole files, for who looks closer, in the same order. */
    static List<CompilationUnitTree> trees(List<JavaSource> sources) {
        return trees(task(sources.stream()
                .map(source -> new Unit(source.file, House.text(source.file)))
                .toList()));
    }

    /** All of them by one compiler: to start one takes far longer than to parse a file. */
    private static List<JavaSource> read(List<Unit> units) {
        JavacTask task = task(units);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<CompilationUnitTree> trees = trees(task);
        return IntStream.range(0, units.size())
                .mapToObj(at -> of(units.get(at).file, trees.get(at), positions))
                .toList();
    }

    private static JavaSource of(Path file, CompilationUnitTree tree, SourcePositions positions) {
        Reading reading = new Reading(tree, positions);
        reading.scan(tree, null);
        return new JavaSource(
                file,
                Objects.toString(tree.getPackageName(), ""),
                reading.types,
                reading.methods,
                tree.getImports().stream()
                        .map(each -> each.getQualifiedIdentifier().toString())
                        .toList(),
                reading.mentions,
                reading.caught,
                reading.namelessThreads);
    }

    private static JavacTask task(List<Unit> units) {
        return (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, diagnostic -> {}, List.of(), null, units);
    }

    private static List<CompilationUnitTree> trees(JavacTask task) {
        try {
            List<CompilationUnitTree> trees = new ArrayList<>();
            task.parse().forEach(trees::add);
            return trees;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isMain() {
        return file.toString().contains("src/main/java");
    }

    /** The name of the file's type. */
    String name() {
        return file.getFileName().toString().replace(".java", "");
    }

    long lines() {
        return House.text(file).lines().count();
    }

    private static final class Holder {
        static final List<JavaSource> ALL = read(House.files(".java").stream()
                .map(file -> new Unit(file, House.text(file)))
                .toList());
    }

    private static final class Unit extends SimpleJavaFileObject {

        private final Path file;
        private final String text;

        private Unit(Path file, String text) {
            super(URI.create("string:///" + file), Kind.SOURCE);
            this.file = file;
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Reading extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Type> types = new ArrayList<>();
        private final List<Method> methods = new ArrayList<>();
        private final List<String> mentions = new ArrayList<>();
        private final List<String> caught = new ArrayList<>();
        private int namelessThreads;

        private Reading(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            if (!type.getSimpleName().isEmpty()) {
                types.add(new Type(type.getSimpleName().toString()));
            }
            for (Tree member : type.getMembers()) {
                if (member instanceof MethodTree method) {
                    boolean constructor = method.getName().contentEquals("<init>");
                    methods.add(measured(method, constructor && type.getKind() == Tree.Kind.CLASS));
                }
            }
            return super.visitClass(type, nothing);
        }

        private Method measured(MethodTree method, boolean ofClass) {
            long first = line(positions.getStartPosition(unit, method));
            long last = line(positions.getEndPosition(unit, method));
            return new Method(
                    method.getName().toString(),
                    first,
                    last - first + 1,
                    method.getParameters().size(),
                    ofClass);
        }

        private long line(long position) {
            return position < 0 ? 0 : unit.getLineMap().getLineNumber(position);
        }

        @Override
        public @Nullable Void visitMemberSelect(MemberSelectTree select, @Nullable Void nothing) {
            mentions.add(select.toString());
            return super.visitMemberSelect(select, nothing);
        }

        @Override
        public @Nullable Void visitCatch(CatchTree handler, @Nullable Void nothing) {
            boolean thrownOn = !handler.getBlock().getStatements().isEmpty()
                    && handler.getBlock().getStatements().getLast() instanceof ThrowTree;
            if (!thrownOn) {
                Stream.of(handler.getParameter().getType().toString().split("[ |]+"))
                        .forEach(caught::add);
            }
            return super.visitCatch(handler, nothing);
        }

        @Override
        public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void nothing) {
            if (made.getIdentifier().toString().equals("Thread")
                    && made.getArguments().size() < 2) {
                namelessThreads++;
            }
            return super.visitNewClass(made, nothing);
        }
    }
}
