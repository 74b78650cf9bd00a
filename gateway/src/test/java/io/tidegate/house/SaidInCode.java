package io.tidegate.house;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The reasons that the code makes, as the parser sees them: what is put together with {@code +} is one, of pieces with
 * holes between them.
 */
final class SaidInCode extends TreeScanner<@Nullable Void, @Nullable Void> {

    /** The literal pieces of one reason, in order. */
    record Said(Path file, List<String> pieces) {}

    /** What is said to the log, to another programmer, or only looked for. */
    private static final Set<String> NOT_A_REASON = Set.of("contains", "equals", "startsWith", "firstValue");

    /**
     * Where what is thrown as an {@link IllegalArgumentException} is a reason, too.
     *
     * @param folder of that room
     * @param toPrograms methods in it, as {@code Type.name}, whose refusals nobody reads on a page
     */
    record Refusals(Path folder, Set<String> toPrograms) {}

    private final Refusals refusals;
    private final Set<String> made;
    private final Set<String> sayers;
    private final List<Said> said = new ArrayList<>();
    private final Set<String> met = new TreeSet<>();
    private final Set<String> asked = new TreeSet<>();
    private Path file = Path.of("");
    private String type = "";
    private boolean isReason;
    private boolean isToPrograms;

    /**
     * @param made types whose arguments are reasons, wherever they are made
     * @param sayers methods and constants, as {@code Type.name}, whose texts are reasons
     */
    SaidInCode(Set<String> made, Set<String> sayers, Refusals refusals) {
        this.refusals = refusals;
        this.made = made;
        this.sayers = sayers;
    }

    SaidInCode in(List<JavaSource> sources) {
        List<CompilationUnitTree> trees = JavaSource.trees(sources);
        for (int at = 0; at < trees.size(); at++) {
            file = sources.get(at).file();
            scan(trees.get(at), null);
        }
        return this;
    }

    List<Said> said() {
        return said;
    }

    /** Those of the given types, methods and constants that were found. */
    Set<String> met() {
        return met;
    }

    /** The methods whose answers become reasons as they are. */
    Set<String> asked() {
        return asked;
    }

    @Override
    public @Nullable Void visitClass(ClassTree inner, @Nullable Void nothing) {
        String outer = type;
        if (outer.isEmpty()) {
            type = inner.getSimpleName().toString();
        }
        super.visitClass(inner, nothing);
        type = outer;
        return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
        String full = type + "." + method.getName();
        isToPrograms = refusals.toPrograms.contains(full);
        if (isToPrograms) {
            met.add(full);
        }
        within(isSayer(method.getName().toString()), () -> super.visitMethod(method, nothing));
        isToPrograms = false;
        return null;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
        return within(isReason || isSayer(variable.getName().toString()), () -> super.visitVariable(variable, nothing));
    }

    private boolean isSayer(String name) {
        String full = type + "." + name;
        if (sayers.contains(full)) {
            met.add(full);
            return true;
        }
        return false;
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree thing, @Nullable Void nothing) {
        String name = lastWord(thing.getIdentifier());
        if (made.contains(name) || isRefusal(name)) {
            met.add(name);
            thing.getArguments().forEach(this::note);
            return within(true, () -> super.visitNewClass(thing, nothing));
        }
        return within(isReason && !name.equals("IllegalStateException"), () -> super.visitNewClass(thing, nothing));
    }

    private boolean isRefusal(String name) {
        return name.equals("IllegalArgumentException") && !isToPrograms && file.startsWith(refusals.folder);
    }

    private void note(ExpressionTree argument) {
        if (argument instanceof MethodInvocationTree call) {
            asked.add(lastWord(call.getMethodSelect()));
        }
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
        boolean silent = NOT_A_REASON.contains(lastWord(call.getMethodSelect()))
                || call.getMethodSelect().toString().startsWith("Logger.");
        return within(isReason && !silent, () -> super.visitMethodInvocation(call, nothing));
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree sum, @Nullable Void nothing) {
        if (sum.getKind() != Tree.Kind.PLUS || !isReason) {
            return super.visitBinary(sum, nothing);
        }
        List<ExpressionTree> parts = new ArrayList<>();
        flatten(sum, parts);
        List<String> pieces = new ArrayList<>();
        boolean joins = false;
        for (ExpressionTree part : parts) {
            String text = text(part);
            if (text == null) {
                scan(part, nothing);
            } else if (joins) {
                pieces.add(pieces.removeLast() + text);
            } else {
                pieces.add(text);
            }
            joins = text != null;
        }
        said.add(new Said(file, pieces));
        return null;
    }

    private static void flatten(ExpressionTree sum, List<ExpressionTree> parts) {
        if (sum instanceof BinaryTree plus && plus.getKind() == Tree.Kind.PLUS) {
            flatten(plus.getLeftOperand(), parts);
            flatten(plus.getRightOperand(), parts);
        } else {
            parts.add(sum instanceof ParenthesizedTree inner ? inner.getExpression() : sum);
        }
    }

    private static @Nullable String text(ExpressionTree part) {
        return part instanceof LiteralTree literal && literal.getValue() instanceof String text ? text : null;
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
        String text = text(literal);
        if (isReason && text != null) {
            said.add(new Said(file, List.of(text)));
        }
        return null;
    }

    private static String lastWord(Tree name) {
        return switch (name) {
            case MemberSelectTree select -> select.getIdentifier().toString();
            case IdentifierTree word -> word.getName().toString();
            default -> name.toString();
        };
    }

    private @Nullable Void within(boolean reason, Runnable visit) {
        boolean before = isReason;
        isReason = reason;
        visit.run();
        isReason = before;
        return null;
    }
}
