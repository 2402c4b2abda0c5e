using System.Collections.Frozen;

namespace BankCrm.Infrastructure.Customers.Names;

/// <summary>Letters and words that are read otherwise in names than by themselves, the likelier reading first.</summary>
internal static class OtherReadings
{
    /// <summary>At the beginning of a name: as a surname, then as everybody else reads it.</summary>
    public static readonly FrozenDictionary<string, string[]> Surnames = Table(
        "单=shan|dan 曾=zeng|ceng 仇=qiu|chou 解=xie|jie 查=zha|cha 朴=piao|pu 区=ou|qu 翟=zhai|di 盖=ge|gai 乐=yue|le " +
        "覃=qin|tan 缪=miao|mou 员=yun|yuan 贠=yun|yuan 折=she|zhe 黑=he|hei 洗=xian|xi 召=shao|zhao 秘=bi|mi " +
        "种=chong|zhong 繁=po|fan 那=na|nuo 尉=wei|yu 牟=mu|mou 莘=shen|xin 隗=wei|kui 宓=mi|fu 郗=xi|chi 郇=xun|huan 乜=nie|mie " +
        "句=gou|ju 祭=zhai|ji 藏=zang|cang 重=chong|zhong 长=chang|zhang 盛=sheng|cheng 柏=bai|bo " +
        "谌=chen|shen 车=che|ju 石=shi|dan 卜=bu|bo 俞=yu|shu 谷=gu|yu 万=wan|mo 会=gui|hui 阚=kan 逄=pang 佴=nai|er " +
        "都=du|dou 参=shen|can 度=duo|du 褚=chu|zhe 颉=xie|jie 瞿=qu|ju 麴=qu 阿=a|e " +
        "行=xing|hang 朝=chao|zhao 相=xiang 沈=shen|chen 薄=bo|bao 炅=gui|jiong 适=kuo|shi 降=jiang|xiang");

    public static readonly FrozenDictionary<string, string[]> LongSurnames = Table(
        "尉迟=yu+chi|wei+chi 万俟=mo+qi|wan+qi 单于=chan+yu|shan+yu 长孙=zhang+sun|chang+sun 澹台=tan+tai|dan+tai 令狐=ling+hu 宰父=zai+fu " +
        "鲜于=xian+yu 亓官=qi+guan 拓跋=tuo+ba|ta+ba 皇甫=huang+fu 呼延=hu+yan 夏侯=xia+hou 诸葛=zhu+ge 乐正=yue+zheng 子车=zi+ju 可朱浑=ke+zhu+hun");

    /// <summary>Places and trades, as they stand in the names of organisations.</summary>
    public static readonly FrozenDictionary<string, string[]> Words = Table(
        "重庆=chong+qing 长沙=chang+sha 长春=chang+chun 长江=chang+jiang 长城=chang+cheng 长安=chang+an 长兴=chang+xing 长乐=chang+le " +
        "长治=chang+zhi 长宁=chang+ning 长寿=chang+shou 长虹=chang+hong 厦门=xia+men 大厦=da+sha 六安=lu+an|liu+an 六合=lu+he|liu+he " +
        "蚌埠=beng+bu 番禺=pan+yu 乐清=yue+qing 乐山=le+shan 乐购=le+gou 丽水=li+shui 东阿=dong+e 单县=shan+xian 莘县=shen+xian " +
        "亳州=bo+zhou 朝阳=chao+yang 会稽=kuai+ji 会计=kuai+ji 银行=yin+hang 商行=shang+hang 行业=hang+ye 车行=che+hang 药行=yao+hang " +
        "重工=zhong+gong 调味=tiao+wei 洪洞=hong+tong 浚县=xun+xian 涡阳=guo+yang 歙县=she+xian " +
        "黟县=yi+xian 铅山=yan+shan 犍为=qian+wei 监利=jian+li 尉犁=yu+li 尉氏=wei+shi");

    /// <summary>In given names, where either reading is usual.</summary>
    public static readonly FrozenDictionary<string, string[]> GivenNames = Table(
        "乐=le|yue 长=chang|zhang 重=zhong|chong 行=xing|hang 朝=chao|zhao 茜=qian|xi 晟=sheng|cheng 柏=bai|bo 盛=sheng|cheng 藏=cang|zang " +
        "曾=zeng|ceng 翟=zhai|di 筠=yun|jun 娜=na|nuo 阿=a|e 都=du|dou 参=can|shen 调=tiao|diao 强=qiang|jiang 炅=jiong|gui 莘=xin|shen " +
        "澄=cheng|deng 俟=si|qi 单=dan|shan 乘=cheng|sheng 什=shi|shen");

    private static FrozenDictionary<string, string[]> Table(string entries) => entries.Split(' ')
        .Select(entry => entry.Split('='))
        .ToFrozenDictionary(entry => entry[0], entry => entry[1].Replace('+', ' ').Split('|'));
}
