using BankCrm.Domain.Cases.ServiceCases;

namespace BankCrm.Infrastructure.Integration.Cases;

/// <summary>A row of a file about a case that another system has settled.</summary>
/// <param name="Line">In the file, from 1.</param>
/// <param name="Customer">Their number in the other system, or ours.</param>
/// <param name="Settled">Null: the file does not say; then the day it came in.</param>
/// <param name="Answer">What the bank answered. Empty: the file does not say.</param>
public sealed record ToldCase(
    int Line, string Reference, string Customer, DateOnly Received, DateOnly? Settled, CaseChannel Channel, string Topic, string Subject, string Text, string Answer, bool? InTime);

/// <summary>Why a row did not come in.</summary>
public sealed record RefusedCase(int Line, string Reference, string Why);

/// <param name="Known">Had come in before.</param>
public sealed record BroughtCases(int In, int Known, IReadOnlyList<RefusedCase> Refused);
