using System.Runtime.CompilerServices;

namespace GrifErrata.Advisories.Oval;

/// <summary>Finds out what a test is for us, once a test.</summary>
internal sealed class OvalTests(OvalChecks checks)
{
    /// <summary>The test of a number, looked at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ref OvalTest Of(int number)
    {
        ref OvalTest test = ref checks.Tests.Of(number);
        if (test.Kind == OvalTestKind.Open) Look(ref test);
        return ref test;
    }

    /// <summary>What is dangling or there twice, for the message; the test must be broken.</summary>
    public string Problem(int number)
    {
        OvalTest test = checks.Tests.Of(number);
        string shown = $"test {checks.Tests.Shown(number)}";
        if (test.Use != OvalUse.Once) return shown;
        if (test.ProblemState != 0) return $"state {checks.States.Shown(test.ProblemState)} of {shown}";
        return test.Object == 0 ? $"object of {shown}" : $"object {checks.Objects.Shown(test.Object)} of {shown}";
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Look(ref OvalTest test)
    {
        test.Kind = OvalTestKind.Broken;
        test.Problem = test.Use;
        if (test.Use != OvalUse.Once) return;
        if (test.Object != 0) test.Problem = checks.Objects.Of(test.Object).Use;
        else if (test.IsRpm) test.Problem = OvalUse.Dangling;
        if (test.Problem != OvalUse.Once) return;
        bool hasEvr = false;
        for (int i = -1; i < (test.MoreStates?.Length ?? 0); i++)
        {
            int number = i < 0 ? test.State : test.MoreStates![i];
            if (number == 0) continue;
            ref OvalState state = ref checks.States.Of(number);
            if (state.Use != OvalUse.Once)
            {
                (test.Problem, test.ProblemState) = (state.Use, number);
                return;
            }

            hasEvr |= state.HasEvr;
            if (state.IsFix && test.FixState == 0) test.FixState = number;
            if (!state.Arches.IsDefault && test.Arches.IsDefault) test.Arches = state.Arches;
            if (state.UnclearArches is not null) test.UnclearArches = number;
        }

        test.Kind = test switch
        {
            { IsRpm: true, IsNone: false, FixState: > 0 } => OvalTestKind.Fix,
            { IsRpm: true } when hasEvr || test.State == 0 => OvalTestKind.Package,
            _ => OvalTestKind.Condition,
        };
    }
}
