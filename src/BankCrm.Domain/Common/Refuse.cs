using System.Diagnostics.CodeAnalysis;

namespace BankCrm.Domain.Common;

/// <summary>A business rule said no. The sentence is written for the user, who will read it in their language.</summary>
public sealed class RefusedException(string message, params object[] args) : Exception(message)
{
    /// <summary>What stands for {0}, {1}, … of the sentence.</summary>
    public object[] Args { get; } = args;
}

/// <summary>What is wrong with an input, in words for the user. Never contains personal data.</summary>
public sealed record Fault(string Sentence, params object[] Args);

public static class Refuse
{
    /// <summary>Throws <see cref="RefusedException"/> where the rule is broken.</summary>
    public static void If([DoesNotReturnIf(true)] bool broken, string message, params object[] args)
    {
        if (broken)
        {
            throw new RefusedException(message, args);
        }
    }

    /// <summary>Throws <see cref="RefusedException"/> with the fault's sentence, where there is one.</summary>
    public static void If(Fault? fault)
    {
        if (fault is not null)
        {
            throw new RefusedException(fault.Sentence, fault.Args);
        }
    }
}
