using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Infrastructure.Customers.Population;

namespace BankCrm.Application.Tests.Customers.Population;

public sealed class PopulationDraftsTests
{
    private const int Many = 20_000;
    private static readonly DateOnly AsOf = new(2026, 1, 1);

    private static readonly List<CustomerDraft> People = Made(seed: 7);

    [Fact]
    public void Everybody_passes_the_check_that_all_customers_pass() =>
        Assert.Empty(People.SelectMany(draft => CustomerDraftCheck.Faults(draft, AsOf)
            .Select(f => $"{f.Field} of {draft.Name} ({draft.DocumentKind} {draft.DocumentNumber}): {f.Fault.Sentence}")).Take(10));

    [Fact]
    public void No_two_have_the_same_document_even_with_different_seeds()
    {
        var others = Enumerable.Range(Many, Many).Select(place => new PopulationDrafts(8, AsOf).Draft(place, Places.All[0]));

        var documents = People.Concat(others).Select(d => (d.DocumentKind, d.DocumentNumber, d.DocumentCountry)).ToList();

        Assert.Equal(documents.Count, documents.Distinct().Count());
    }

    [Fact]
    public void Mobile_numbers_of_the_mainland_are_one_persons() =>
        Assert.Distinct(People.Select(d => d.Mobile).Where(m => m.Length == 11));

    [Fact]
    public void The_same_seed_makes_the_same_people_in_any_order()
    {
        var again = new PopulationDrafts(7, AsOf);

        Assert.All(Enumerable.Range(0, 500).Reverse(), place =>
        {
            var (before, after) = (People[place], again.Draft(place, Places.All[place % Places.All.Count]));
            Assert.Equal(before.Tags, after.Tags);
            Assert.Equal(before.Address, after.Address);
            Assert.Equal($"{before with { Id = default }}", $"{after with { Id = default }}");
        });
    }

    [Fact]
    public void Another_seed_makes_other_people()
    {
        var others = Made(seed: 8);

        Assert.InRange(People.Zip(others).Count(pair => pair.First.Name == pair.Second.Name), 0, Many / 50);
    }

    [Fact]
    public void The_shares_are_those_of_a_bank()
    {
        Assert.InRange(Share(d => d.Kind is CustomerKind.Organisation), 0.025, 0.035);
        Assert.InRange(Share(d => d.DocumentKind is IdentityDocumentKind.ResidentId), 0.83, 0.87);
        Assert.InRange(Share(d => d.DocumentKind is IdentityDocumentKind.Passport), 0.08, 0.12);
        Assert.InRange(Share(d => d.Tier is CustomerTier.Mass), 0.78, 0.82);
        Assert.InRange(Share(d => d.Tier is CustomerTier.Vip), 0.005, 0.015);
        Assert.InRange(Share(d => d.AgreesToMarketing is false), 0.22, 0.28);
        Assert.InRange(Share(d => d.DocumentValidUntil < AsOf), 0.003, 0.05);
        Assert.InRange(People.Select(d => d.Name).Distinct().Count(), Many / 4, Many - 1000);
    }

    [Fact]
    public void The_dice_are_the_same_on_every_machine()
    {
        var dice = Dice.For(seed: 1, person: 2);

        Assert.Equal([27, 339, 8, 751, 490], Enumerable.Range(0, 5).Select(_ => dice.Below(1000)));
    }

    private static double Share(Func<CustomerDraft, bool> what) => People.Count(what) / (double)Many;

    private static List<CustomerDraft> Made(long seed)
    {
        var drafts = new PopulationDrafts(seed, AsOf);
        return [.. Enumerable.Range(0, Many).Select(place => drafts.Draft(place, Places.All[place % Places.All.Count]))];
    }
}
