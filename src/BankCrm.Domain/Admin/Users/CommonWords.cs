namespace BankCrm.Domain.Admin.Users;

/// <summary>What passwords that are guessed first are made of: words of leaked lists, English and pinyin.</summary>
internal static class CommonWords
{
    public static IReadOnlyList<string> All { get; } =
        """
        password passwort passwd pass passw passwords mypassword newpassword secret topsecret admin administrator root sysadmin adminadmin login logon
        welcome letmein enter open access changeme change default guest user users test tester testing demo example sample temp temporary hello hi
        master superman batman spiderman ironman starwars matrix pokemon naruto dragon dragonball monkey tiger lion eagle falcon panda horse dolphin
        butterfly shadow ninja warrior killer hunter ranger soldier wizard magic merlin phoenix thunder lightning storm winter summer spring autumn fall
        january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
        football baseball basketball soccer hockey tennis golf volleyball liverpool chelsea arsenal manchester barcelona realmadrid juventus yankees
        lakers cowboys steelers love iloveyou iloveu loveyou lover lovely sweetheart sweetie darling honey baby babygirl princess prince queen king angel
        angels heaven jesus christ god blessed faith hope peace grace mother father brother sister family forever always friend friends bestfriend
        michael michelle jessica jennifer ashley amanda daniel david robert thomas charlie jordan george andrew joshua matthew anthony william james john
        joseph nicole samantha elizabeth maria anna alexander alexandra victoria chris christopher patrick richard steven peter paul mark martin kevin
        justin brandon brian jason eric adam alex sam max jack harry oliver sophie emma emily olivia hannah sarah laura linda barbara susan karen lisa
        computer internet windows microsoft google facebook twitter instagram youtube amazon apple iphone android samsung nokia sony linux ubuntu oracle
        server network system database security secure private public office company business work job money cash dollar bank banking account customer
        credit visa finance manager teller branch head crm china beijing shanghai guangzhou shenzhen hongkong taiwan zhongguo america england london paris
        newyork california texas florida canada australia germany france italy spain russia india japan tokyo berlin sunshine sunflower flower flowers rose
        rainbow moonlight starlight star stars moon sun sky ocean river mountain forest garden island beach diamond silver gold golden crystal ruby
        chocolate cookie coffee banana orange cherry strawberry pepper ginger sugar candy pizza cheese butter hamburger whisky vodka beer wine
        mustang ferrari porsche mercedes corvette toyota honda harley yamaha bmw audi racing speed turbo rocket trustno trustnoone nothing whatever something
        anything everything freedom justice liberty patriot america trump obama qwerty qwertz azerty asdf zxcv qazwsx qweasd qweasdzxc abc abcd abcdef abcdefg
        woaini woaiwojia aini nihao zhangwei wangwei wangfang liwei lina zhangmin lijing wangjing liuwei zhanglei woaizhongguo mima wodemima guanliyuan
        baobao laopo laogong xiaoming tiantian kuaile xingfu gongxi facai xinnian huanying zhongguorenmin jiayou pengyou mama baba woaimama dearbook
        computer kitty hellokitty snoopy mickey mickeymouse garfield tigger winnie pooh bunny bear teddybear puppy doggy buddy bailey daisy molly lucky
        player gamer game games minecraft fortnite roblox zelda mario pikachu counterstrike guitar music rock metal metallica nirvana slipknot
        blink greenday eminem elvis beatles rolling cool coolman badboy bigboy sexy hottie hotstuff playboy smile happy crazy funny stupid silly
        super hyper mega ultra power strong big small little red blue green black white purple yellow pink one two three four five six seven eight nine ten
        first last new old my the your our is it me you i we am a
        """.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
