using System.Reflection;

namespace BankCrm.Domain.Common;

/// <summary>Says in words for staff what a name in the code stands for: an audit event, a permission.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class MeansAttribute(string sentence) : Attribute
{
    public string Sentence { get; } = sentence;

    /// <summary>What a value of an enumeration is called, in English: what it means, else its own name.</summary>
    public static string Of(Enum value) => value.GetType().GetField(value.ToString())?.GetCustomAttribute<MeansAttribute>()?.Sentence ?? value.ToString();
}
