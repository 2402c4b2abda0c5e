using BankCrm.Application.Common;
using BankCrm.Domain.Platform.Channels;

namespace BankCrm.Application.Platform.Channels;

/// <summary>A message the product sends, by the key of its texts.</summary>
/// <param name="Name">In words.</param>
/// <param name="ByHand">Colleagues send it too, when they think fit.</param>
/// <param name="Places">What its texts may name beside what all may: {case.number} without the braces.</param>
public sealed record MessageKind(string Key, string Name, MessagePurpose Purpose, bool ByHand, params string[] Places);

/// <summary>What messages a feature sends. Write a class with [Policy]; it is found.</summary>
public interface IMessageKinds
{
    IReadOnlyList<MessageKind> Kinds { get; }
}

/// <summary>All messages the product sends.</summary>
[Policy]
public sealed class MessageKinds(IEnumerable<IMessageKinds> all)
{
    public IReadOnlyList<MessageKind> All { get; } = [.. all.SelectMany(k => k.Kinds).OrderBy(k => k.Key, StringComparer.Ordinal)];

    /// <summary>Null: a text that only colleagues send.</summary>
    public MessageKind? Find(string key) => All.FirstOrDefault(k => k.Key == key);

    /// <summary>The places a text with this key may have.</summary>
    public IReadOnlyCollection<string> PlacesOf(string key) => [.. MessageText.Everywhere, .. Find(key)?.Places ?? []];
}
