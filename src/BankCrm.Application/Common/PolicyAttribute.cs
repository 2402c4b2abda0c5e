namespace BankCrm.Application.Common;

/// <summary>On a class without state that several handlers share: it is found and injected, once for all, also as each of our interfaces it has.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PolicyAttribute : Attribute;
