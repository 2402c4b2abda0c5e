namespace BankCrm.Domain.Common;

/// <summary>Says in words for staff what a name in the code stands for: an audit event, a permission.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class MeansAttribute(string sentence) : Attribute
{
    public string Sentence { get; } = sentence;
}
